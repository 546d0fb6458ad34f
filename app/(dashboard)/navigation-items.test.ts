import { expect, it } from 'vitest';
import { adminPlaces } from '@/components/frame/admin-navigation';
import { navigationItems, placeOfKey } from '@/components/frame/navigation-items';
import { ADMIN_PAGES } from '@/lib/access/admin-pages';

it('each letter after g leads to one page', () => {
  const admin = adminPlaces(ADMIN_PAGES);
  const keys = navigationItems('default', admin).map(({ key }) => key);
  expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([]);
  for (const { key, href } of admin) expect(placeOfKey(key, null, admin)).toBe(href);
});
