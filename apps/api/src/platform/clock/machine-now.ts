/** Real time, for programs that run without the application around them. */
export const machineNow = (): Date => new Date();
