/** A value read from a cell, or why it could not be. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });

export const refused = (reason: string): Parsed<never> => ({ ok: false, reason });
