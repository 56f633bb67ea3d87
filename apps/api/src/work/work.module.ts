import { Module } from '@nestjs/common';
import { AttentionController } from './attention/attention.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { TasksController } from './tasks/tasks.controller.js';

/** The daily work of people: tasks, messages, what waits for them. */
@Module({
  controllers: [TasksController, MessagesController, AttentionController],
})
export class WorkModule {}
