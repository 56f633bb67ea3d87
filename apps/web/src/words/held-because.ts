/** Why something waits (S14). */
export { HELD_BACK_WORDS as HELD_BECAUSE } from '@dunwell/contract';
