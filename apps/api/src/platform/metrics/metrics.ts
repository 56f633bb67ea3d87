import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, type Metric } from 'prom-client';

interface Named {
  name: string;
  help: string;
  labels?: readonly string[];
}

/** What is measured at the moment it is asked for: one figure, or one for each value of a label. */
export type Measured = number | readonly { labels: Readonly<Record<string, string>>; value: number }[];

/**
 * The figures of this process for Prometheus. Whoever counts something asks for its meter here; labels are names out of
 * closed sets (routes, kinds, outcomes), never ids, keys or anything about people.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter({ name, help, labels = [] }: Named): Counter {
    const registers = [this.registry];
    return this.once(name, () => new Counter({ name, help, labelNames: labels, registers }));
  }

  /** Of durations, in seconds. */
  histogram({ name, help, labels = [], buckets }: Named & { buckets: number[] }): Histogram {
    const registers = [this.registry];
    return this.once(name, () => new Histogram({ name, help, labelNames: labels, buckets, registers }));
  }

  /** A figure that is looked up whenever somebody asks; one that cannot be is left out. */
  gauge({ name, help, labels = [] }: Named, measure: () => Promise<Measured> | Measured): void {
    const registers = [this.registry];
    this.once(
      name,
      () =>
        new Gauge({
          ...{ name, help, labelNames: labels, registers },
          async collect() {
            this.reset();
            try {
              const measured = await measure();
              if (typeof measured === 'number') this.set(measured);
              else for (const one of measured) this.set(one.labels, one.value);
            } catch {
              // A database that is away must not take the figures of the process with it: its absence tells.
              this.remove();
            }
          },
        }),
    );
  }

  /** All of them as Prometheus reads them. */
  async text(): Promise<{ contentType: string; body: string }> {
    return { contentType: this.registry.contentType, body: await this.registry.metrics() };
  }

  private once<M extends Metric>(name: string, make: () => M): M {
    return (this.registry.getSingleMetric(name) as M | undefined) ?? make();
  }
}
