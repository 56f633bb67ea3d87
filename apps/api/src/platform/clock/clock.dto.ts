import { Flag, InstantField } from '../http/fields.js';

export class MoveClockBody {
  @InstantField({
    description: 'The instant business time is to stand at; not before where it stands now (S1).',
  })
  now: Date;
}

export class MoveClockQuery {
  @Flag({ description: 'Answer when everything that is due has been done.', optional: true, inQuery: true })
  drain?: boolean;
}

export class ClockAnswer {
  @InstantField({ description: 'Business now (S1): what counts as now for everything that is due.' })
  now: Date;

  @Flag({ description: 'Whether business time has been set and stands still until it is moved.' })
  set: boolean;
}
