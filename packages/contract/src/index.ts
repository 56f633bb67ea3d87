export * from './billing.js';
export * from './money.js';
export * from './page.js';
export * from './problem-details.js';
export * from './imports.js';
export * from './automations.js';
export * from './trials.js';
