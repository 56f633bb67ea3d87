/** A setting that cannot be used; its message names the variable, the value and what is expected. */
export class ConfigError extends Error {
  constructor(
    readonly variable: string,
    shown: string,
    readonly expected: string,
  ) {
    super(`${variable} is ${shown}; expected ${expected}.`);
    this.name = 'ConfigError';
  }
}
