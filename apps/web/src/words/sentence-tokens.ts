import type { SentenceToken } from '@dunwell/contract';
import { sentence, type AutomationDocument } from '@dunwell/language';
import { assumedContext } from './assumed-context.js';

/** A document that is here as a sentence, as the server tells those that are there. */
export function sentenceTokens(document: AutomationDocument): SentenceToken[] {
  return sentence(document, assumedContext(document)).map(({ text, kind, ref }) => {
    const step = ref?.step ?? null;
    const found = step === null ? undefined : document.steps[step];
    return {
      text,
      kind,
      step,
      path: ref?.path ?? null,
      action: kind === 'action' && found?.kind === 'action' ? found.action.kind : null,
    };
  });
}
