import { AppError, type RequestProblem } from '../../platform/http/app-error.js';

/** A file that cannot be imported as a whole; what a single line lacks is a rejection instead. */
export class ImportRefusal extends AppError {
  constructor({
    code,
    message,
    problems,
  }: {
    code: string;
    message: string;
    problems?: readonly RequestProblem[];
  }) {
    super({ code, status: 422, message, problems });
    this.name = 'ImportRefusal';
  }
}
