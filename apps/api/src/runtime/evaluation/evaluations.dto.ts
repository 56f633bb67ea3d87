import { CalendarDateField } from '../../platform/http/fields.js';

export class EvaluateBody {
  @CalendarDateField({ description: 'The business date to evaluate, in every zone where it is due.' })
  date: string;
}
