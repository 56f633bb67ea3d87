import { Module } from '@nestjs/common';
import { MessagesController } from './messages/messages.controller.js';
import { TasksController } from './tasks/tasks.controller.js';

/** The daily work of people: tasks and messages. */
@Module({
  controllers: [TasksController, MessagesController],
})
export class WorkModule {}
