import type { Server } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost, type AbstractHttpAdapter } from '@nestjs/core';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { listeningUrl } from './listening-url.js';

/**
 * Where people reach this installation, for links in mails and on the console. Never what a request says (its Host):
 * whoever asks for somebody else's link could have it lead to themselves.
 */
@Injectable()
export class PublicAddress {
  constructor(
    private readonly adapter: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: ProcessConfig,
  ) {}

  /** Without a slash at its end. A worker, which listens nowhere, names the address of an API process beside it. */
  get url(): string {
    const { publicUrl, host, port } = this.config;
    // Its type does not know processes that listen nowhere.
    const adapter = this.adapter.httpAdapter as AbstractHttpAdapter<Server> | undefined;
    const server = adapter?.getHttpServer();
    return publicUrl ?? (server && listeningUrl(server, host)) ?? `http://${host}:${port}`;
  }
}
