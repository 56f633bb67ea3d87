import { SetMetadata } from '@nestjs/common';

export const IS_PUBLIC = 'isPublic';

/** Lets everybody in: for routes that say nothing about anyone. Every other route needs a key. */
export const Public = () => SetMetadata(IS_PUBLIC, true);
