        api.MapActionItems();
