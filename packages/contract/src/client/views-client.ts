import type { ChangeViewRequest, SavedView, SaveViewRequest, ViewQuery } from '../views.js';
import type { Connection } from './connection.js';

/** Lists kept under a name. */
export class ViewsClient {
  constructor(private readonly connection: Connection) {}

  /** One's own views and the shared ones, by name; all of them. */
  async list(screen: ViewQuery['screen']): Promise<SavedView[]> {
    const { views } = await this.connection.json<{ views: SavedView[] }>('GET', '/views', {
      query: { screen },
    });
    return views;
  }

  /** Keeps a view. */
  save(request: SaveViewRequest): Promise<SavedView> {
    return this.connection.json('POST', '/views', { json: request });
  }

  /** Changes one's own view. */
  change(id: string, request: ChangeViewRequest): Promise<SavedView> {
    return this.connection.json('PATCH', `/views/${encodeURIComponent(id)}`, { json: request });
  }

  /** Forgets one's own view. */
  remove(id: string): Promise<void> {
    return this.connection.done('DELETE', `/views/${encodeURIComponent(id)}`);
  }
}
