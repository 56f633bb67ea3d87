/** Where a list goes on, and how many items at most. */
export interface PageRequest {
  cursor?: string;
  limit?: number;
}
