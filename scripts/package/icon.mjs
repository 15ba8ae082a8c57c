// The extension's icon, drawn pixel by pixel: a keyhole in a shield.
import { crc32, deflateSync } from 'node:zlib';

const SIZE = 256;
const BACKGROUND = [23, 32, 56];
const SHIELD = [94, 234, 190];

/** The icon as a PNG file. */
export function drawIcon() {
  const rows = Array.from({ length: SIZE }, (_, y) => {
    const pixels = Array.from({ length: SIZE }, (__, x) => colourAt(x + 0.5, y + 0.5));
    // Each row is told to be stored as it is.
    return Buffer.from([0, ...pixels.flat()]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits each of red, green, blue, and opacity
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.of())];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

function colourAt(x, y) {
  const [dx, dy] = [x - SIZE / 2, y - SIZE / 2];
  const isShield = coverage(Math.max(shield(dx, dy), -keyhole(dx, dy)));
  const colour = BACKGROUND.map((part, index) => Math.round(part + (SHIELD[index] - part) * isShield));
  return [...colour, Math.round(255 * coverage(roundedSquare(dx, dy, SIZE / 2, 48)))];
}

/** How much of a pixel is inside of a shape, by the distance to its edge (negative inside). */
function coverage(distance) {
  return Math.min(1, Math.max(0, 0.5 - distance));
}

function roundedSquare(dx, dy, half, radius) {
  const [x, y] = [Math.abs(dx) - half + radius, Math.abs(dy) - half + radius];
  return Math.hypot(Math.max(x, 0), Math.max(y, 0)) + Math.min(Math.max(x, y), 0) - radius;
}

/** Flat on top, straight at the sides, and two arcs that meet below. */
function shield(dx, dy) {
  const [half, top, bottom] = [72, -82, 92];
  const radius = (half * half + bottom * bottom) / (2 * half);
  const arcs = Math.hypot(Math.abs(dx) + radius - half, Math.max(dy, 0)) - radius;
  return Math.max(arcs, top - dy);
}

function keyhole(dx, dy) {
  const ring = Math.hypot(dx, dy + 22) - 24;
  const slot = Math.max(Math.abs(dx) - 8 - (dy + 22) * 0.11, Math.abs(dy - 14) - 34);
  return Math.min(ring, slot);
}
