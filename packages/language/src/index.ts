export * from './problem.js';
export * from './document/document.js';
export * from './conditions/condition.js';
export * from './conditions/explanation.js';
export * from './conditions/operators.js';
export * from './fields/field.js';
export * from './triggers/events.js';
export * from './actions/action.js';
