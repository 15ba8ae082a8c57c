export * from '../core/account/accountError.ts';
