namespace Bourse.Venue.Accounts;

/// <summary>All API keys by id and by what the client sends.</summary>
internal sealed class KeyRegistry
{
    public const int CountMax = 16_000_000;

    private readonly List<Key> _keys = [];
    private readonly Dictionary<string, Key> _byApiKey = new(StringComparer.Ordinal);

    /// <summary>Ids run from 1 to this.</summary>
    public int Count => _keys.Count;

    /// <summary>Null when there is none.</summary>
    public Key? Find(int id) => id > 0 && id <= _keys.Count ? _keys[id - 1] : null;

    public bool HasApiKey(string apiKey) => _byApiKey.ContainsKey(apiKey);

    /// <summary>Adds the next key; its id must be <see cref="Count"/> + 1 and its api key new.</summary>
    public void Add(KeySpec spec)
    {
        Invariant.Check(spec.Id == _keys.Count + 1);
        var key = new Key(spec);
        Invariant.Check(_byApiKey.TryAdd(spec.ApiKey, key));
        _keys.Add(key);
    }
}
