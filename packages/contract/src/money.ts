/** Integer minor units of one currency (S3). */
export interface Money {
  currency: string;
  amount: number;
}
