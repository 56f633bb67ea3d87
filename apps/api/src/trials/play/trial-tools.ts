import type { CustomerLinks } from '../../customer-page/customer-links.js';
import type { EffectTools } from '../../runtime/deliveries/effect-tools.js';

/** What a trial prepares effects with: the tools of live ones (S20), save that it may make up the links it shows. */
export type TrialTools = Pick<EffectTools, 'connectors'> & { links: Pick<CustomerLinks, 'linkFor'> };
