namespace Bourse.Streams.UserData;

/// <summary>Which balances a command changed or may have changed, account by account.</summary>
internal sealed class TouchedBalances
{
    // Account, asset, and 0 where the balance changed: so sorted, a change stands before a mere touch of the same
    // balance.
    private readonly List<(int Account, int Asset, int Untouched)> _touches = [];
    private int _next;

    /// <summary>Accounts one of whose balances changed end up in <see cref="TryNextAccount"/>.</summary>
    public void Changed(int accountId, int assetId) => _touches.Add((accountId, assetId, 0));

    /// <summary>An asset that the event concerned, changed or not.</summary>
    public void Concerned(int accountId, int assetId) => _touches.Add((accountId, assetId, 1));

    /// <summary>Begins to hand out what was noted.</summary>
    public void Sort()
    {
        _touches.Sort();
        _next = 0;
    }

    /// <summary>
    /// The next account with a change, and its assets of a change or a touch in the order of their ids. Ends with a
    /// clean slate.
    /// </summary>
    public bool TryNextAccount(out int accountId, List<int> assets)
    {
        while (_next < _touches.Count)
        {
            accountId = _touches[_next].Account;
            assets.Clear();
            bool isChanged = false;
            for (; _next < _touches.Count && _touches[_next].Account == accountId; _next++)
            {
                (_, int asset, int untouched) = _touches[_next];
                isChanged |= untouched == 0;
                if (assets.Count == 0 || assets[^1] != asset) assets.Add(asset);
            }
            if (isChanged) return true;
        }
        accountId = 0;
        _touches.Clear();
        return false;
    }
}
