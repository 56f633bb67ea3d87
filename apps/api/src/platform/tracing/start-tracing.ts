import type { Config } from '../../config/config.js';

/**
 * Sends traces where OTEL_EXPORTER_OTLP_ENDPOINT says (OTLP over HTTP); the standard variables beside it say how. What
 * makes them is loaded only then. Returns what sends the last ones.
 */
export async function startTracing({ tracesUrl }: Pick<Config, 'tracesUrl'>): Promise<() => Promise<void>> {
  if (tracesUrl === undefined) return () => Promise.resolve();
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { traceQueries } = await import('./trace-queries.js');
  const sdk = new NodeSDK({
    serviceName: 'dunwell',
    traceExporter: new OTLPTraceExporter({ url: `${tracesUrl}/v1/traces` }),
    instrumentations: [],
  });
  sdk.start();
  traceQueries();
  // A collector that is away must not keep the process from ending well.
  return () => sdk.shutdown().catch(() => undefined);
}
