using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Reference;

namespace Bourse.Server.Admin;

/// <summary>Finds what operators call by name. Walks over the venue's lists: operators ask seldom.</summary>
public static class Names
{
    public static AccountSpec Account(VenueReplica replica, string name) =>
        Find(replica, name, view => view.AccountCount, (view, id) => view.Account(id), account => account.Name)
        ?? throw AdminRefusalException.NotFound("Account", name);

    public static AssetSpec Asset(VenueReplica replica, string name) =>
        Find(replica, name, view => view.AssetCount, (view, id) => view.Asset(id), asset => asset.Name)
        ?? throw AdminRefusalException.NotFound("Asset", name);

    public static SymbolSpec Symbol(VenueReplica replica, string name) =>
        Find(replica, name, view => view.SymbolCount, (view, id) => view.Symbol(id), symbol => symbol.Name)
        ?? throw AdminRefusalException.NotFound("Symbol", name);

    public static KeySpec Key(VenueReplica replica, string apiKey) =>
        Find(replica, apiKey, view => view.KeyCount, (view, id) => view.Key(id), key => key.ApiKey)
        ?? throw AdminRefusalException.NotFound("Key", apiKey);

    /// <summary>Everything of a kind, in the order of ids.</summary>
    public static List<T> All<T>(VenueView view, int count, Func<VenueView, int, T?> get)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(get);
        var all = new List<T>(count);
        for (int id = 1; id <= count; id++)
            if (get(view, id) is { } item) all.Add(item);
        return all;
    }

    private static T? Find<T>(
        VenueReplica replica, string name, Func<VenueView, int> count, Func<VenueView, int, T?> get,
            Func<T, string> nameOf)
        where T : class
    {
        return replica.Read(name, (view, wanted) =>
        {
            for (int id = 1; id <= count(view); id++)
                if (get(view, id) is { } item && nameOf(item) == wanted) return item;
            return null;
        });
    }
}
