import type { DeclareEventRequest, EventDeclaration, EventInput, EventsAccepted } from '@dunwell/contract';
import { CUSTOM_EVENT_NAME } from '@dunwell/language';
import { JsonObject, ListOf, Nested, OneOf, Text, WholeNumber } from '../../platform/http/fields.js';

const optional = true;

export class DeclareEventBody implements DeclareEventRequest {
  @JsonObject({
    description:
      'Its fields by their names, each `{ type, label, meaning, options? }`; types are text, number, boolean, date, ' +
      'money, count and choice. A field that was declared keeps its type.',
  })
  payload: DeclareEventRequest['payload'];
}

export class EventDeclarationAnswer implements EventDeclaration {
  @Text({ description: 'Its whole name, `custom.<name>`.' }) name: string;
  @JsonObject({ description: 'Its fields by their names.' }) payload: EventDeclaration['payload'];
}

export class EventDeclarationsAnswer {
  @ListOf(() => EventDeclarationAnswer, { description: 'In the order of their names.' })
  declarations: EventDeclarationAnswer[];
}

class EventSubjectBody implements NonNullable<EventInput['subject']> {
  @OneOf({ description: 'What it is.', values: ['invoice', 'subscription', 'paymentMethod'] })
  kind: NonNullable<EventInput['subject']>['kind'];
  @Text({ description: 'Invoice number, subscription or payment method key.', maxLength: 200 }) key: string;
}

export class EventBody implements EventInput {
  @Text({ description: 'Your own id of it: sent again, it is known.', maxLength: 200 }) id: string;
  @Text({
    description: 'Its whole name, `custom.<name>`, declared before.',
    pattern: CUSTOM_EVENT_NAME,
    words: 'custom. and a name that begins with a letter',
  })
  name: string;
  @Text({ description: "The account's key.", maxLength: 200 }) account: string;
  @Text({ description: 'When it happened, an instant with its offset; else business now.', optional })
  at?: string;
  @Nested(() => EventSubjectBody, { description: 'What it is about beside the account.', optional })
  subject?: EventSubjectBody;
  @JsonObject({ description: 'What it tells, as declared; absent and null: not set.', optional })
  payload?: Record<string, unknown>;
}

export class EventsAcceptedAnswer implements EventsAccepted {
  @WholeNumber({ description: 'Events that were new.' }) accepted: number;
  @WholeNumber({ description: 'Events that were known by their ids.' }) known: number;
}
