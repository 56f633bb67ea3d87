import { Module } from '@nestjs/common';
import { CustomerLinkController } from './customer-link.controller.js';
import { CustomerLinksModule } from './customer-links.module.js';
import { CustomerPageController } from './customer-page.controller.js';

/** What a customer sees of the own account, and the link that opens it. */
@Module({
  imports: [CustomerLinksModule],
  controllers: [CustomerPageController, CustomerLinkController],
})
export class CustomerPageModule {}
