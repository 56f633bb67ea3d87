import { createContext, use, useSyncExternalStore } from 'react';
import type { BoxContent, ContentOf, Drawing } from '../drawing.js';
import type { NodeId } from '../node-ids.js';

/** The contents of the boxes on screen: each box follows its own, so that a change draws only the boxes it is about. */
export class BoxStore {
  private readonly contents = new Map<NodeId, { content: BoxContent; text: string }>();
  private readonly listeners = new Set<() => void>();

  constructor(drawing: Drawing) {
    this.show(drawing);
  }

  /** Takes over a drawing. What is the same as before stays the same object. */
  show({ boxes }: Drawing): void {
    const shown = new Set<NodeId>();
    for (const { box, content } of boxes) {
      shown.add(box.id);
      const text = JSON.stringify(content);
      if (this.contents.get(box.id)?.text !== text) this.contents.set(box.id, { content, text });
    }
    for (const id of this.contents.keys()) if (!shown.has(id)) this.contents.delete(id);
    for (const listener of this.listeners) listener();
  }

  get(id: NodeId): BoxContent | undefined {
    return this.contents.get(id)?.content;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export const BoxStoreContext = createContext<BoxStore | null>(null);

/** What the box with an id shows; null while it goes away. */
export function useBox<K extends BoxContent['kind']>(id: NodeId, kind: K): ContentOf<K> | null {
  const store = use(BoxStoreContext);
  if (!store) throw new Error('There is no canvas around this box.');
  const content = useSyncExternalStore(store.subscribe, () => store.get(id));
  return content?.kind === kind ? (content as ContentOf<K>) : null;
}
