import { Module } from '@nestjs/common';
import { AttentionController } from './attention/attention.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { TasksController } from './tasks/tasks.controller.js';
import { WorkController } from './work.controller.js';

/** The daily work of people: tasks, messages, what waits for them. */
@Module({
  controllers: [WorkController, TasksController, MessagesController, AttentionController],
})
export class WorkModule {}
