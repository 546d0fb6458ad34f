export * from './access';
export * from './audit';
export * from './catalog';
export * from './drafts';
export * from './models';
export * from './people';
export * from './runs';
export * from './stacks';
