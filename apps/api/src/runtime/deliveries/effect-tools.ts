import { Inject, Injectable } from '@nestjs/common';
import { CONNECTORS, type Connectors } from '../../connectors/connectors.js';
import { CustomerLinks } from '../../customer-page/customer-links.js';

/** What effects need of the process that has them, or of one that tries them out. */
@Injectable()
export class EffectTools {
  constructor(
    @Inject(CONNECTORS) readonly connectors: Connectors,
    readonly links: CustomerLinks,
  ) {}
}
