import { DunwellClient } from '@dunwell/contract';

/** The API of the server this page came from; the session's cookie says who asks. */
export const api = new DunwellClient({ url: globalThis.location.origin });
