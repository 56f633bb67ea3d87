import { hash, verify } from '@node-rs/argon2';

/** 19 MiB and two passes of Argon2id, the least OWASP recommends; some milliseconds, off the main thread. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Made like every other, of a password nobody has: checked where there is no person, so that it takes as long. */
export const HASH_OF_NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$UlpXOCIm9Cl/YU5MIQQZeg$Gk0fy4NYXyNp0btxnkQWFSf5H8lN4em+mnlE2xIJd58';

export function hashPassword(password: string): Promise<string> {
  return hash(composed(password), COST);
}

/** Whether a password is the one behind a hash; undefined, for an unknown person, takes as long and is false. */
export async function passwordFits(password: string, storedHash: string | undefined): Promise<boolean> {
  const fits = await verify(storedHash ?? HASH_OF_NOBODY, composed(password));
  return storedHash !== undefined && fits;
}

/** The same letters typed on two systems may arrive as different characters. */
const composed = (password: string): string => password.normalize('NFKC');
