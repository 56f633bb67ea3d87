import { Module } from '@nestjs/common';
import { AbandonedImports } from './abandoned-imports.js';
import { ImportRunner } from './import-runner.js';
import { ImportsController } from './imports.controller.js';
import { AccountUses } from '../account-uses.js';
import { ImportUndos } from './undo/import-undos.js';

/** Files in: any size, any columns, each bad line with its reason. */
@Module({
  controllers: [ImportsController],
  providers: [ImportRunner, AbandonedImports, AccountUses, ImportUndos],
  exports: [AccountUses],
})
export class ImportsModule {}
