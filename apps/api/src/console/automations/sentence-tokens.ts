import type { SentenceToken } from '@dunwell/contract';
import { findStep, sentence, type AutomationDocument, type CatalogueContext } from '@dunwell/language';

/** The sentence of a document in pieces, those of actions with the kind that their icon is chosen by. */
export function sentenceTokens(document: AutomationDocument, context: CatalogueContext): SentenceToken[] {
  return sentence(document, context).map(({ text, kind, ref }) => {
    const step = ref?.step ?? null;
    const found = kind === 'action' && step !== null ? findStep(document, step) : null;
    return {
      text,
      kind,
      step,
      path: ref?.path ?? null,
      action: found?.kind === 'action' ? found.action.kind : null,
    };
  });
}
