/** Options that describe a login, for every command that simulates one. */
import { Option } from 'commander';
import { collect } from './options.ts';

export const loginAsOption = (): Option =>
  new Option('--login-as <form>', "how a key's login is written: api::<id>, or its name").choices(['id', 'name']);

/** May be repeated. */
export const teamOption = (): Option =>
  new Option('--team <team>', "input.session.teams; may be repeated, replaces the key's own").argParser(collect);

export const ipOption = (): Option => new Option('--ip <address>', 'input.request.remote_ip, IPv4 or IPv6');

export const atOption = (): Option =>
  new Option('--at <instant>', 'input.request.timestamp_ns: RFC 3339 with an offset, or nanoseconds since 1970');
