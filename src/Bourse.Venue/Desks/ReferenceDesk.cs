using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Desks;

/// <summary>
/// The operator's commands about assets, symbols, fees and the venue as a whole (docs/venue-rules.md, rules 33 to 35).
/// </summary>
internal sealed class ReferenceDesk(VenueState state)
{
    public DeskResult Do(AddAsset command)
    {
        AssetSpec spec = command.Asset;
        if (state.Assets.Count >= AssetRegistry.CountMax) return DeskResult.Refused(RejectReason.TooMany);
        if (!SpecRules.IsAssetName(spec.Name)) return DeskResult.Refused(RejectReason.NameInvalid);
        if (state.Assets.HasName(spec.Name)) return DeskResult.Refused(RejectReason.NameTaken);
        if (!SpecRules.IsValid(spec)) return DeskResult.Refused(RejectReason.SettingInvalid);
        state.Assets.Add(spec with { Id = state.Assets.Count + 1 });
        return Tell(ReferenceKind.Asset, state.Assets.Count);
    }

    public DeskResult Do(AddSymbol command)
    {
        SymbolSpec spec = command.Symbol;
        if (state.Markets.Count >= MarketRegistry.CountMax) return DeskResult.Refused(RejectReason.TooMany);
        if (!SpecRules.IsSymbolName(spec.Name)) return DeskResult.Refused(RejectReason.NameInvalid);
        if (state.Markets.HasName(spec.Name)) return DeskResult.Refused(RejectReason.NameTaken);
        if (state.Assets.Find(spec.BaseAssetId) is null || state.Assets.Find(spec.QuoteAssetId) is null)
            return DeskResult.Refused(RejectReason.UnknownAsset);
        if (!SpecRules.IsValid(spec)) return DeskResult.Refused(RejectReason.SettingInvalid);
        state.Markets.Add(spec with { Id = state.Markets.Count + 1 }, state.TimeUs);
        return Tell(ReferenceKind.Symbol, state.Markets.Count);
    }

    public DeskResult Do(UpdateSymbol command)
    {
        if (state.Markets.Find(command.Symbol.Id) is not { } market)
            return DeskResult.Refused(RejectReason.UnknownSymbol);
        SymbolSpec kept = market.Spec;
        SymbolSpec spec = command.Symbol with
        {
            Name = kept.Name,
            BaseAssetId = kept.BaseAssetId,
            QuoteAssetId = kept.QuoteAssetId,
            Status = kept.Status,
        };
        if (!SpecRules.IsValid(spec)) return DeskResult.Refused(RejectReason.SettingInvalid);
        market.Update(spec, state.TimeUs);
        return Tell(ReferenceKind.Symbol, market.Id);
    }

    public DeskResult Do(SetSymbolStatus command)
    {
        if (state.Markets.Find(command.SymbolId) is not { } market)
            return DeskResult.Refused(RejectReason.UnknownSymbol);
        if (command.Status > TradingStatus.CancelOnly) return DeskResult.Refused(RejectReason.SettingInvalid);
        market.Update(market.Spec with { Status = command.Status }, state.TimeUs);
        return Tell(ReferenceKind.Symbol, market.Id);
    }

    public DeskResult Do(SetVenueStatus command)
    {
        if (command.Status > TradingStatus.CancelOnly) return DeskResult.Refused(RejectReason.SettingInvalid);
        state.Status = command.Status;
        return TellVenue();
    }

    public DeskResult Do(ConfigureVenue command)
    {
        if (!SpecRules.IsValid(command.Settings)) return DeskResult.Refused(RejectReason.SettingInvalid);
        state.Configure(command.Settings);
        return TellVenue();
    }

    public DeskResult Do(SetFeeTier command)
    {
        if (!FeeTiers.IsTier(command.Tier)) return DeskResult.Refused(RejectReason.UnknownFeeTier);
        if (!SpecRules.IsValid(command.Rates)) return DeskResult.Refused(RejectReason.SettingInvalid);
        state.FeeTiers.Set(command.Tier, command.Rates);
        return Tell(ReferenceKind.FeeTier, command.Tier);
    }

    /// <summary>
    /// A version that this code does not know stops the node: it must not go on in a state that others do not share.
    /// </summary>
    public DeskResult Do(Upgrade command)
    {
        if (command.ProtocolVersion <= state.ProtocolVersion) return DeskResult.Refused(RejectReason.SettingInvalid);
        if (command.ProtocolVersion > state.ProtocolVersionMax)
            throw new InvariantException(
                $"The log switches to protocol version {command.ProtocolVersion}, and this program knows "
                + $"{state.ProtocolVersionMax}: start the newer program.");
        state.ProtocolVersion = command.ProtocolVersion;
        Tell(ReferenceKind.ProtocolVersion, 0);
        return DeskResult.Done(command.ProtocolVersion);
    }

    private DeskResult TellVenue()
    {
        Tell(ReferenceKind.Venue, 0);
        return DeskResult.Done(-1);
    }

    private DeskResult Tell(ReferenceKind kind, int id)
    {
        ref ReferenceEvent told = ref state.Events.AddReference();
        told.Kind = kind;
        told.Id = id;
        return DeskResult.Done(id);
    }
}
