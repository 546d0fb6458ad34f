import type { SeenClient } from '@/lib/system/list-clients';
import type { RouteTimes } from '@/lib/system/list-route-times';

/** What answers, as people read it. */
export const ROUTE_KIND_LABELS: Readonly<Record<RouteTimes['kind'], string>> = {
  page: 'page',
  action: 'form',
  data: 'data of pages',
  v1: 'native API',
  mlte: 'MLTE door',
  zenml: 'ZenML door',
};

export const DOOR_LABELS: Readonly<Record<SeenClient['door'], string>> = {
  v1: 'Native API',
  mlte: 'MLTE',
  zenml: 'ZenML',
};
