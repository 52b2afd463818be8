using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Ledger;
using Bourse.Venue.Numerics;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Desks;

/// <summary>The operator's commands about accounts, keys and money (docs/venue-rules.md, rules 9 and 33).</summary>
internal sealed class AccountDesk(VenueState state, Balances balances, CancelDesk cancels)
{
    public DeskResult Do(OpenAccount command)
    {
        AccountSpec spec = command.Account;
        if (state.Accounts.Count >= AccountRegistry.CountMax) return DeskResult.Refused(RejectReason.TooMany);
        if (!SpecRules.IsAccountName(spec.Name)) return DeskResult.Refused(RejectReason.NameInvalid);
        if (state.Accounts.HasName(spec.Name)) return DeskResult.Refused(RejectReason.NameTaken);
        if (!FeeTiers.IsTier(spec.FeeTier)) return DeskResult.Refused(RejectReason.UnknownFeeTier);
        if (!SpecRules.IsValid(spec)) return DeskResult.Refused(RejectReason.SettingInvalid);
        Account account = state.Accounts.Add(spec with { Id = state.Accounts.Count + 1, UpdateTimeUs = state.TimeUs });
        return Tell(ReferenceKind.Account, account.Id);
    }

    public DeskResult Do(UpdateAccount command)
    {
        if (state.Accounts.Find(command.Account.Id) is not { } account)
            return DeskResult.Refused(RejectReason.UnknownAccount);
        if (!FeeTiers.IsTier(command.Account.FeeTier)) return DeskResult.Refused(RejectReason.UnknownFeeTier);
        if (!SpecRules.IsValid(command.Account)) return DeskResult.Refused(RejectReason.SettingInvalid);
        account.Update(command.Account with { Name = account.Spec.Name, UpdateTimeUs = state.TimeUs });
        return Tell(ReferenceKind.Account, account.Id);
    }

    public DeskResult Do(CreateKey command)
    {
        KeySpec spec = command.Key;
        if (state.Keys.Count >= KeyRegistry.CountMax) return DeskResult.Refused(RejectReason.TooMany);
        if (!SpecRules.IsApiKey(spec.ApiKey)) return DeskResult.Refused(RejectReason.NameInvalid);
        if (state.Keys.HasApiKey(spec.ApiKey)) return DeskResult.Refused(RejectReason.NameTaken);
        if (state.Accounts.Find(spec.AccountId) is null) return DeskResult.Refused(RejectReason.UnknownAccount);
        RejectReason reason = CheckKey(spec);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        state.Keys.Add(spec with { Id = state.Keys.Count + 1, CreatedUs = state.TimeUs });
        return Tell(ReferenceKind.Key, state.Keys.Count);
    }

    public DeskResult Do(UpdateKey command)
    {
        if (state.Keys.Find(command.Key.Id) is not { } key) return DeskResult.Refused(RejectReason.UnknownKey);
        KeySpec spec = key.Spec with
        {
            Permissions = command.Key.Permissions,
            AllowedAddresses = command.Key.AllowedAddresses,
            AllowedSymbols = command.Key.AllowedSymbols,
            Label = command.Key.Label,
            ExpiresAtUs = command.Key.ExpiresAtUs,
            IsRevoked = command.Key.IsRevoked,
        };
        RejectReason reason = CheckKey(spec);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        key.Update(spec);
        return Tell(ReferenceKind.Key, spec.Id);
    }

    public DeskResult Do(KillAccount command)
    {
        if (state.Accounts.Find(command.AccountId) is not { } account)
            return DeskResult.Refused(RejectReason.UnknownAccount);
        AccountRights rights = account.Rights & ~AccountRights.CanTrade;
        account.Update(account.Spec with { Rights = rights, UpdateTimeUs = state.TimeUs });
        DeskResult result = Tell(ReferenceKind.Account, account.Id);
        cancels.CancelAll(account, symbolId: 0, keyId: 0);
        return result;
    }

    public DeskResult Do(KillKey command)
    {
        if (state.Keys.Find(command.KeyId) is not { } key) return DeskResult.Refused(RejectReason.UnknownKey);
        key.Update(key.Spec with { IsRevoked = true });
        DeskResult result = Tell(ReferenceKind.Key, command.KeyId);
        cancels.CancelAll(state.Accounts.Find(key.AccountId)!, symbolId: 0, command.KeyId);
        return result;
    }

    public DeskResult Do(Deposit command)
    {
        RejectReason reason = CheckTransfer(command.AccountId, command.AssetId, command.Amount, out Account account);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        if ((account.Rights & AccountRights.CanDeposit) == 0) return DeskResult.Refused(RejectReason.DepositDisabled);
        if (IsTaken(account, command.Reference)) return DeskResult.Refused(RejectReason.TransferReferenceTaken);
        ref AssetFlow flow = ref state.Assets.FlowOf(command.AssetId);
        if (command.Amount > AmountLimits.Max - flow.Deposited) return DeskResult.Refused(RejectReason.AmountOverflow);
        flow.Deposited += command.Amount;
        TakeReference(account, command.Reference);
        balances.Move(account, command.AssetId, command.Amount, 0, BalanceCause.Deposit, command.Reference, 0);
        return DeskResult.Done(account.Id);
    }

    public DeskResult Do(Withdraw command)
    {
        RejectReason reason = CheckTransfer(command.AccountId, command.AssetId, command.Amount, out Account account);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        if ((account.Rights & AccountRights.CanWithdraw) == 0) return DeskResult.Refused(RejectReason.WithdrawDisabled);
        if (IsTaken(account, command.Reference)) return DeskResult.Refused(RejectReason.TransferReferenceTaken);
        if (command.Amount > account.Balances.Read(command.AssetId).Free)
            return DeskResult.Refused(RejectReason.InsufficientBalance);
        state.Assets.FlowOf(command.AssetId).Withdrawn += command.Amount;
        TakeReference(account, command.Reference);
        balances.Move(account, command.AssetId, -command.Amount, 0, BalanceCause.Withdrawal, command.Reference, 0);
        return DeskResult.Done(account.Id);
    }

    private RejectReason CheckTransfer(int accountId, int assetId, long amount, out Account account)
    {
        account = state.Accounts.Find(accountId)!;
        if (account is null) return RejectReason.UnknownAccount;
        if (state.Assets.Find(assetId) is null) return RejectReason.UnknownAsset;
        return amount > 0 ? RejectReason.None : RejectReason.AmountNotPositive;
    }

    // From protocol version 2 on a transfer that is sent again after an unknown outcome is done once.
    private bool IsTaken(Account account, long reference) =>
        state.ProtocolVersion >= 2 && reference > 0 && reference <= account.LastTransferReference;

    private void TakeReference(Account account, long reference)
    {
        if (state.ProtocolVersion >= 2 && reference > 0) account.LastTransferReference = reference;
    }

    private RejectReason CheckKey(KeySpec spec)
    {
        foreach (int symbolId in spec.AllowedSymbols)
            if (state.Markets.Find(symbolId) is null) return RejectReason.UnknownSymbol;
        return SpecRules.IsValid(spec) ? RejectReason.None : RejectReason.SettingInvalid;
    }

    private DeskResult Tell(ReferenceKind kind, int id)
    {
        ref ReferenceEvent told = ref state.Events.AddReference();
        told.Kind = kind;
        told.Id = id;
        return DeskResult.Done(id);
    }
}
