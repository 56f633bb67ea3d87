import { AppError } from '../platform/http/app-error.js';

/** A link that lets nobody in: unknown, used or too old, which all look the same. `mend` says how to get another. */
export function linkOver(mend: string): AppError {
  return new AppError({
    code: 'linkOver',
    status: 410,
    message: `This link has been used, or is too old. ${mend}`,
  });
}
