import { Catch, HttpStatus, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AppRequest } from '../platform/http/app-request.js';
import { Log } from '../platform/logging/log.js';
import { noticePage } from './notice-page.js';
import { sendPage } from './send-page.js';
import { chooseLanguage } from './words/languages.js';

/** Customers read pages, not problems: whatever fails asks them to try again, and the log knows why. */
@Catch()
export class CustomerPageFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<AppRequest & Request>();
    this.log.error('A customer’s page failed.', thrown, { requestId: request.requestId });
    const { language } = chooseLanguage(undefined, null, request.get('Accept-Language'));
    const page = noticePage('busy', language);
    sendPage(http.getResponse<Response>(), HttpStatus.SERVICE_UNAVAILABLE, page);
  }
}
