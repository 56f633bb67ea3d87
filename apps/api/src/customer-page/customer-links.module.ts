import { Module } from '@nestjs/common';
import { CustomerLinks } from './customer-links.js';

/** The links that messages carry, apart from the page they lead to: what makes messages knows no page. */
@Module({ providers: [CustomerLinks], exports: [CustomerLinks] })
export class CustomerLinksModule {}
