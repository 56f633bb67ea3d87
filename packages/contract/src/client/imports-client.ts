import type { BillingEntity, ImportMapping } from '../billing.js';
import { IMPORT_MAPPING_HEADER, type Import, type ImportUndo } from '../imports.js';
import type { ImportPreview } from '../import-preview.js';
import type { Connection } from './connection.js';
import { encodeMapping } from './encode-mapping.js';
import { MEDIA_TYPES, type FileFormat } from './media-types.js';

/** The beginning of a file, `PREVIEW_BYTES` of it at most. */
export interface FileBeginning {
  body: NonNullable<RequestInit['body']>;
  format: FileFormat;
  /** There is more of the file behind it: its last line may be cut and is not read. */
  isCut: boolean;
  /** Guessed when absent. */
  mapping?: ImportMapping;
}

/** What goes before and after the upload of a file. */
export class ImportsClient {
  constructor(private readonly connection: Connection) {}

  /** How a file would be read: its columns, a mapping guessed or given, its first rows. Writes nothing. */
  preview(entity: BillingEntity, { body, format, isCut, mapping }: FileBeginning): Promise<ImportPreview> {
    return this.connection.json('POST', `/imports/${entity}/preview`, {
      query: { cut: isCut },
      headers: {
        'Content-Type': MEDIA_TYPES[format],
        ...(mapping ? { [IMPORT_MAPPING_HEADER]: encodeMapping(mapping) } : {}),
      },
      body,
    });
  }

  /** Whether an import may be taken back, and what stands in the way. */
  getUndo(id: string): Promise<ImportUndo> {
    return this.connection.json('GET', importPath(id));
  }

  /** Takes out what an import brought in; refused (409) with the reasons. */
  undo(id: string): Promise<Import> {
    return this.connection.json('POST', importPath(id));
  }
}

const importPath = (id: string): string => `/imports/${encodeURIComponent(id)}/undo`;
