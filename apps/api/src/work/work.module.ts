import { Module } from '@nestjs/common';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { AttentionController } from './attention/attention.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { TasksController } from './tasks/tasks.controller.js';

/** The daily work of people: tasks, messages, what waits for them. */
@Module({
  imports: [ConnectorsModule],
  controllers: [TasksController, MessagesController, AttentionController],
})
export class WorkModule {}
