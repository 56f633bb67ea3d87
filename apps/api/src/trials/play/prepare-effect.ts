import type { RenderedMessage } from '@dunwell/contract';
import { actionTexts, isProviderAction, type Action } from '@dunwell/language';
import type { EffectContext, Lacks } from '../../connectors/connector.js';
import { connectorOf, RUNNABLE_ACTIONS, type Connectors } from '../../connectors/connectors.js';
import type { Email } from '../../connectors/email/email.js';
import { commandWords } from '../../connectors/provider/command-words.js';
import type { OrderPayload } from '../../connectors/provider/provider.js';
import { renderText } from '../../connectors/render-text.js';

/** What an effect would be made of, or what it lacks (S17). */
export type PreparedEffect =
  | {
      kind: 'ready';
      message: RenderedMessage | null;
      /** What a command comes to, in words. */
      command: string | null;
    }
  | Lacks;

/**
 * Prepares an effect as its claim would, without having it: by the very connector where it leaves, else by filling in
 * its texts. Of kinds that cannot run here yet, whatever they need outside counts as there.
 */
export function prepareEffect(
  connectors: Connectors,
  action: Action,
  context: EffectContext,
): PreparedEffect {
  const isRunnable = (RUNNABLE_ACTIONS as readonly string[]).includes(action.kind);
  const connector = isRunnable ? connectorOf(connectors, action.kind) : null;
  if (connector?.where === 'outside') {
    const prepared = connector.prepare(action, context);
    if (prepared.kind === 'lacks') return prepared;
    return {
      kind: 'ready',
      message: isEmail(action) ? messageOf(prepared.payload) : null,
      command: isProviderAction(action.kind)
        ? commandWords((prepared.payload as OrderPayload).command, context.values.currency)
        : null,
    };
  }
  for (const { setting, text } of actionTexts(action)) {
    const rendered = renderText(`The ${setting}`, text, context);
    if (rendered.kind === 'lacks') return rendered;
  }
  return { kind: 'ready', message: null, command: null };
}

const isEmail = ({ kind }: Action): boolean => kind === 'emailCustomer' || kind === 'emailTeam';

function messageOf(payload: object): RenderedMessage {
  const { to, subject, text, html } = payload as Email;
  return { to: [...to], subject, text, html };
}
