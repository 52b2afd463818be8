using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>The operator's commands (rules 9, 33 to 35). The checks of each stand as one flat list.</summary>
public sealed class Operators(SlowState state, Ledger ledger, OrderCounts counts, Cancels cancels)
{
    private const int AssetsMax = 10_000;
    private const int SymbolsMax = 10_000;
    private const int AccountsMax = 16_000_000;
    private const int KeysMax = 16_000_000;

    public (RejectReason Reason, long Id) Do(object command) => command switch
    {
        AddAsset c => Add(c.Asset),
        AddSymbol c => Add(c.Symbol),
        UpdateSymbol c => Update(c.Symbol),
        SetSymbolStatus c => SetStatus(c),
        SetVenueStatus c => SetStatus(c.Status),
        ConfigureVenue c => Configure(c.Settings),
        SetFeeTier c => SetTier(c),
        OpenAccount c => Open(c.Account),
        UpdateAccount c => Update(c.Account),
        CreateKey c => Create(c.Key),
        UpdateKey c => Update(c.Key),
        KillAccount c => Kill(c),
        KillKey c => Kill(c),
        Deposit c => Transfer(c),
        Withdraw c => Transfer(c),
        Upgrade c => SwitchTo(c.ProtocolVersion),
        Attest => (RejectReason.None, -1),
        _ => throw new InvalidOperationException($"Twin: {command.GetType().Name} is no operator's command."),
    };

    private (RejectReason Reason, long Id) Add(AssetSpec asset)
    {
        if (state.Assets.Count >= AssetsMax) return Refuse(RejectReason.TooMany);
        if (!SpecRules.AssetName(asset.Name)) return Refuse(RejectReason.NameInvalid);
        if (state.Assets.Values.Any(known => known.Name == asset.Name)) return Refuse(RejectReason.NameTaken);
        if (asset.Precision > 8) return Refuse(RejectReason.SettingInvalid);
        int id = state.Assets.Count + 1;
        state.Assets.Add(id, asset with { Id = id });
        return Done(ReferenceKind.Asset, id, id);
    }

    private (RejectReason Reason, long Id) Add(SymbolSpec symbol)
    {
        if (state.Symbols.Count >= SymbolsMax) return Refuse(RejectReason.TooMany);
        if (!SpecRules.SymbolName(symbol.Name)) return Refuse(RejectReason.NameInvalid);
        if (state.Symbols.Values.Any(known => known.Spec.Name == symbol.Name)) return Refuse(RejectReason.NameTaken);
        if (!state.Assets.ContainsKey(symbol.BaseAssetId) || !state.Assets.ContainsKey(symbol.QuoteAssetId))
            return Refuse(RejectReason.UnknownAsset);
        if (!SpecRules.Symbol(symbol)) return Refuse(RejectReason.SettingInvalid);
        int id = state.Symbols.Count + 1;
        state.Symbols.Add(id, new SlowSymbol(symbol with { Id = id }));
        return Done(ReferenceKind.Symbol, id, id);
    }

    private (RejectReason Reason, long Id) Update(SymbolSpec symbol)
    {
        if (!state.Symbols.TryGetValue(symbol.Id, out SlowSymbol? known)) return Refuse(RejectReason.UnknownSymbol);
        SymbolSpec changed = symbol with
        {
            Name = known.Spec.Name,
            BaseAssetId = known.Spec.BaseAssetId,
            QuoteAssetId = known.Spec.QuoteAssetId,
            Status = known.Spec.Status,
        };
        if (!SpecRules.Symbol(changed)) return Refuse(RejectReason.SettingInvalid);
        known.Spec = changed;
        return Done(ReferenceKind.Symbol, symbol.Id, symbol.Id);
    }

    private (RejectReason Reason, long Id) SetStatus(SetSymbolStatus command)
    {
        if (!state.Symbols.TryGetValue(command.SymbolId, out SlowSymbol? known)) return Refuse(RejectReason.UnknownSymbol);
        if (!Enum.IsDefined(command.Status)) return Refuse(RejectReason.SettingInvalid);
        known.Spec = known.Spec with { Status = command.Status };
        return Done(ReferenceKind.Symbol, known.Id, known.Id);
    }

    private (RejectReason Reason, long Id) SetStatus(TradingStatus status)
    {
        if (!Enum.IsDefined(status)) return Refuse(RejectReason.SettingInvalid);
        state.Status = status;
        return Done(ReferenceKind.Venue, 0, -1);
    }

    private (RejectReason Reason, long Id) Configure(VenueSettings settings)
    {
        if (!SpecRules.Settings(settings)) return Refuse(RejectReason.SettingInvalid);
        bool hasOtherLimits = !settings.OrderRateLimits.SequenceEqual(state.Settings.OrderRateLimits);
        state.Settings = settings;
        if (hasOtherLimits) counts.Clear();
        return Done(ReferenceKind.Venue, 0, -1);
    }

    private (RejectReason Reason, long Id) SetTier(SetFeeTier command)
    {
        if (!SpecRules.FeeTier(command.Tier)) return Refuse(RejectReason.UnknownFeeTier);
        if (!SpecRules.Rates(command.Rates)) return Refuse(RejectReason.SettingInvalid);
        state.FeeTiers[command.Tier] = command.Rates;
        return Done(ReferenceKind.FeeTier, command.Tier, command.Tier);
    }

    private (RejectReason Reason, long Id) Open(AccountSpec account)
    {
        if (state.Accounts.Count >= AccountsMax) return Refuse(RejectReason.TooMany);
        if (!SpecRules.AccountName(account.Name)) return Refuse(RejectReason.NameInvalid);
        if (state.Accounts.Values.Any(known => known.Spec.Name == account.Name)) return Refuse(RejectReason.NameTaken);
        if (!SpecRules.FeeTier(account.FeeTier)) return Refuse(RejectReason.UnknownFeeTier);
        if (!SpecRules.Account(account)) return Refuse(RejectReason.SettingInvalid);
        int id = state.Accounts.Count + 1;
        state.Accounts.Add(id, new SlowAccount(account with { Id = id, UpdateTimeUs = state.TimeUs }));
        return Done(ReferenceKind.Account, id, id);
    }

    private (RejectReason Reason, long Id) Update(AccountSpec account)
    {
        if (!state.Accounts.TryGetValue(account.Id, out SlowAccount? known)) return Refuse(RejectReason.UnknownAccount);
        if (!SpecRules.FeeTier(account.FeeTier)) return Refuse(RejectReason.UnknownFeeTier);
        if (!SpecRules.Account(account)) return Refuse(RejectReason.SettingInvalid);
        known.Spec = account with { Name = known.Spec.Name, UpdateTimeUs = state.TimeUs };
        return Done(ReferenceKind.Account, account.Id, account.Id);
    }

    private (RejectReason Reason, long Id) Create(KeySpec key)
    {
        if (state.Keys.Count >= KeysMax) return Refuse(RejectReason.TooMany);
        if (!SpecRules.ApiKey(key.ApiKey)) return Refuse(RejectReason.NameInvalid);
        if (state.Keys.Values.Any(known => known.ApiKey == key.ApiKey)) return Refuse(RejectReason.NameTaken);
        if (!state.Accounts.ContainsKey(key.AccountId)) return Refuse(RejectReason.UnknownAccount);
        if (!KnowsAll(key.AllowedSymbols)) return Refuse(RejectReason.UnknownSymbol);
        if (!SpecRules.Key(key)) return Refuse(RejectReason.SettingInvalid);
        int id = state.Keys.Count + 1;
        state.Keys.Add(id, key with { Id = id, CreatedUs = state.TimeUs });
        return Done(ReferenceKind.Key, id, id);
    }

    private (RejectReason Reason, long Id) Update(KeySpec key)
    {
        if (!state.Keys.TryGetValue(key.Id, out KeySpec? known)) return Refuse(RejectReason.UnknownKey);
        if (!KnowsAll(key.AllowedSymbols)) return Refuse(RejectReason.UnknownSymbol);
        KeySpec changed = known with
        {
            Permissions = key.Permissions,
            AllowedAddresses = key.AllowedAddresses,
            AllowedSymbols = key.AllowedSymbols,
            Label = key.Label,
            IsRevoked = key.IsRevoked,
            ExpiresAtUs = key.ExpiresAtUs,
        };
        if (!SpecRules.Key(changed)) return Refuse(RejectReason.SettingInvalid);
        state.Keys[key.Id] = changed;
        return Done(ReferenceKind.Key, key.Id, key.Id);
    }

    private (RejectReason Reason, long Id) Kill(KillAccount command)
    {
        if (!state.Accounts.TryGetValue(command.AccountId, out SlowAccount? account))
            return Refuse(RejectReason.UnknownAccount);
        AccountRights rights = account.Spec.Rights & ~AccountRights.CanTrade;
        account.Spec = account.Spec with { Rights = rights, UpdateTimeUs = state.TimeUs };
        (RejectReason Reason, long Id) done = Done(ReferenceKind.Account, command.AccountId, command.AccountId);
        cancels.CancelAllOf(command.AccountId);
        return done;
    }

    private (RejectReason Reason, long Id) Kill(KillKey command)
    {
        if (!state.Keys.TryGetValue(command.KeyId, out KeySpec? key)) return Refuse(RejectReason.UnknownKey);
        state.Keys[command.KeyId] = key with { IsRevoked = true };
        (RejectReason Reason, long Id) done = Done(ReferenceKind.Key, command.KeyId, command.KeyId);
        cancels.CancelAllWith(key);
        return done;
    }

    private (RejectReason Reason, long Id) Transfer(Deposit command)
    {
        RejectReason reason = CheckTransfer(
            command.AccountId, command.AssetId, command.Amount, command.Reference,
            AccountRights.CanDeposit, RejectReason.DepositDisabled);
        if (reason != RejectReason.None) return Refuse(reason);
        (long In, long Out) sums = state.Deposits.GetValueOrDefault(command.AssetId);
        if ((Int128)sums.In + command.Amount > Amounts.Max) return Refuse(RejectReason.AmountOverflow);
        state.Deposits[command.AssetId] = (sums.In + command.Amount, sums.Out);
        Remember(command.AccountId, command.Reference);
        ledger.Move(
            command.AccountId, command.AssetId, command.Amount, 0, BalanceCause.Deposit, command.Reference);
        return (RejectReason.None, command.AccountId);
    }

    private (RejectReason Reason, long Id) Transfer(Withdraw command)
    {
        RejectReason reason = CheckTransfer(
            command.AccountId, command.AssetId, command.Amount, command.Reference,
            AccountRights.CanWithdraw, RejectReason.WithdrawDisabled);
        if (reason != RejectReason.None) return Refuse(reason);
        if (ledger.FreeOf(command.AccountId, command.AssetId) < command.Amount)
            return Refuse(RejectReason.InsufficientBalance);
        (long In, long Out) sums = state.Deposits.GetValueOrDefault(command.AssetId);
        state.Deposits[command.AssetId] = (sums.In, sums.Out + command.Amount);
        Remember(command.AccountId, command.Reference);
        ledger.Move(
            command.AccountId, command.AssetId, -command.Amount, 0, BalanceCause.Withdrawal, command.Reference);
        return (RejectReason.None, command.AccountId);
    }

    private RejectReason CheckTransfer(
        int accountId, int assetId, long amount, long reference, AccountRights right, RejectReason withoutRight)
    {
        if (!state.Accounts.TryGetValue(accountId, out SlowAccount? account)) return RejectReason.UnknownAccount;
        if (!state.Assets.ContainsKey(assetId)) return RejectReason.UnknownAsset;
        if (amount <= 0) return RejectReason.AmountNotPositive;
        if (!account.Has(right)) return withoutRight;
        bool isTaken = state.ProtocolVersion >= 2 && reference > 0 && reference <= account.TransferReference;
        return isTaken ? RejectReason.TransferReferenceTaken : RejectReason.None;
    }

    private void Remember(int accountId, long reference)
    {
        if (state.ProtocolVersion >= 2 && reference > 0) state.Accounts[accountId].TransferReference = reference;
    }

    private (RejectReason Reason, long Id) SwitchTo(int version)
    {
        if (version <= state.ProtocolVersion) return Refuse(RejectReason.SettingInvalid);
        state.ProtocolVersion = version;
        return Done(ReferenceKind.ProtocolVersion, 0, version);
    }

    private bool KnowsAll(IReadOnlyList<int> symbols) => symbols.All(state.Symbols.ContainsKey);

    private static (RejectReason Reason, long Id) Refuse(RejectReason reason) => (reason, -1);

    private (RejectReason Reason, long Id) Done(ReferenceKind kind, int id, long outcomeId)
    {
        state.Journal.Add(new ReferenceEvent { Kind = kind, Id = id });
        return (RejectReason.None, outcomeId);
    }
}
