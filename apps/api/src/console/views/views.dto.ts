import type { AccountQuery, ChangeViewRequest, InvoiceQuery, ViewQuery } from '@dunwell/contract';
import { Flag, IdField, JsonObject, ListOf, OneOf, Text } from '../../platform/http/fields.js';

const optional = true;
const LONGEST_NAME = 100;

const SCREENS: Readonly<Record<ViewQuery['screen'], true>> = { accounts: true, invoices: true };

export class ViewsQuery {
  @OneOf({ description: 'Whose list they are.', values: Object.keys(SCREENS) })
  screen: ViewQuery['screen'];
}

export class SaveViewBody {
  @OneOf({ description: 'Whose list it is.', values: Object.keys(SCREENS) })
  screen: ViewQuery['screen'];

  @Text({ description: 'What it is called.', maxLength: LONGEST_NAME })
  name: string;

  @Flag({ description: 'Everybody in the workspace sees it.', optional })
  shared?: boolean;

  @JsonObject({ description: 'What it asks for: the query of the list.' })
  query: object;
}

export class ChangeViewBody implements ChangeViewRequest {
  @Text({ description: 'What it is called.', optional, maxLength: LONGEST_NAME })
  name?: string;

  @Flag({ description: 'Everybody in the workspace sees it.', optional })
  shared?: boolean;

  @JsonObject({ description: 'What it asks for: the query of the list.', optional })
  query?: AccountQuery | InvoiceQuery;
}

export class SavedViewAnswer {
  @IdField({ description: 'The view.' }) id: string;
  @Text({ description: 'What it is called.' }) name: string;
  @OneOf({ description: 'Whose list it is.', values: Object.keys(SCREENS) }) screen: ViewQuery['screen'];
  @JsonObject({ description: 'What it asks for.' }) query: object;
  @Flag({ description: 'Everybody in the workspace sees it.' }) shared: boolean;
  @Flag({ description: 'Whoever asks made it.' }) mine: boolean;
  @Text({ description: 'Who made it.' }) createdBy: string;
}

export class SavedViewsAnswer {
  @ListOf(() => SavedViewAnswer, { description: "One's own and the shared ones, by name." })
  views: SavedViewAnswer[];
}
