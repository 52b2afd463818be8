namespace Bourse.Venue.Accounts;

/// <summary>All accounts by id and name. Account 1, the fee account, is there from the start.</summary>
internal sealed class AccountRegistry
{
    public const int CountMax = 16_000_000;

    private readonly List<Account> _accounts = [];
    private readonly Dictionary<string, Account> _byName = new(StringComparer.Ordinal);

    /// <summary>Ids run from 1 to this.</summary>
    public int Count => _accounts.Count;

    public Account FeeAccount => _accounts[AccountSpec.FeeAccountId - 1];

    /// <summary>Null when there is none.</summary>
    public Account? Find(int id) => id > 0 && id <= _accounts.Count ? _accounts[id - 1] : null;

    public bool HasName(string name) => _byName.ContainsKey(name);

    /// <summary>Adds the next account; its id must be <see cref="Count"/> + 1 and its name new.</summary>
    public Account Add(AccountSpec spec)
    {
        Invariant.Check(spec.Id == _accounts.Count + 1);
        var account = new Account(spec);
        Invariant.Check(_byName.TryAdd(spec.Name, account));
        _accounts.Add(account);
        return account;
    }
}
