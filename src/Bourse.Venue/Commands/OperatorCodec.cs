using System.Buffers;
using Bourse.Venue.Reference;
using Bourse.Venue.Snapshots;

namespace Bourse.Venue.Commands;

/// <summary>Binary form of the operator's commands. The specs' own forms stand in <see cref="SpecCodec"/>.</summary>
public static class OperatorCodec
{
    /// <summary>Writes the body; returns the type to frame it with.</summary>
    /// <exception cref="ArgumentException">The object is no operator's command.</exception>
    public static CommandType Write(IBufferWriter<byte> output, object command)
    {
        var pen = new BinaryPen(output);
        switch (command)
        {
            case AddAsset c: SpecCodec.Write(pen, c.Asset); return CommandType.AddAsset;
            case AddSymbol c: SpecCodec.Write(pen, c.Symbol); return CommandType.AddSymbol;
            case UpdateSymbol c: SpecCodec.Write(pen, c.Symbol); return CommandType.UpdateSymbol;
            case SetSymbolStatus c: pen.Int(c.SymbolId); pen.Byte((byte)c.Status); return CommandType.SetSymbolStatus;
            case SetVenueStatus c: pen.Byte((byte)c.Status); return CommandType.SetVenueStatus;
            case ConfigureVenue c: SpecCodec.Write(pen, c.Settings); return CommandType.ConfigureVenue;
            case SetFeeTier c: pen.Int(c.Tier); SpecCodec.Write(pen, c.Rates); return CommandType.SetFeeTier;
            case OpenAccount c: SpecCodec.Write(pen, c.Account); return CommandType.OpenAccount;
            case UpdateAccount c: SpecCodec.Write(pen, c.Account); return CommandType.UpdateAccount;
            case CreateKey c: SpecCodec.Write(pen, c.Key); return CommandType.CreateKey;
            case UpdateKey c: SpecCodec.Write(pen, c.Key); return CommandType.UpdateKey;
            case KillAccount c: pen.Int(c.AccountId); return CommandType.KillAccount;
            case KillKey c: pen.Int(c.KeyId); return CommandType.KillKey;
            case Deposit c: Transfer(pen, c.AccountId, c.AssetId, c.Amount, c.Reference); return CommandType.Deposit;
            case Withdraw c: Transfer(pen, c.AccountId, c.AssetId, c.Amount, c.Reference); return CommandType.Withdraw;
            case Upgrade c: pen.Int(c.ProtocolVersion); return CommandType.Upgrade;
            case Attest c: Write(pen, c); return CommandType.Attest;
            default: throw new ArgumentException($"{command?.GetType().Name ?? "null"} is no operator's command.");
        }
    }

    /// <summary>Reads a body back; null when it is malformed or the type is no operator's command.</summary>
    public static object? TryRead(CommandType type, ReadOnlySpan<byte> body)
    {
        var scan = new BinaryScanner(body);
        object? command = type switch
        {
            CommandType.AddAsset => new AddAsset(SpecCodec.ReadAsset(ref scan)),
            CommandType.AddSymbol => new AddSymbol(SpecCodec.ReadSymbol(ref scan)),
            CommandType.UpdateSymbol => new UpdateSymbol(SpecCodec.ReadSymbol(ref scan)),
            CommandType.SetSymbolStatus => new SetSymbolStatus(scan.Int(), (TradingStatus)scan.Byte()),
            CommandType.SetVenueStatus => new SetVenueStatus((TradingStatus)scan.Byte()),
            CommandType.ConfigureVenue => new ConfigureVenue(SpecCodec.ReadSettings(ref scan)),
            CommandType.SetFeeTier => new SetFeeTier(scan.Int(), SpecCodec.ReadFees(ref scan)),
            CommandType.OpenAccount => new OpenAccount(SpecCodec.ReadAccount(ref scan)),
            CommandType.UpdateAccount => new UpdateAccount(SpecCodec.ReadAccount(ref scan)),
            CommandType.CreateKey => new CreateKey(SpecCodec.ReadKey(ref scan)),
            CommandType.UpdateKey => new UpdateKey(SpecCodec.ReadKey(ref scan)),
            CommandType.KillAccount => new KillAccount(scan.Int()),
            CommandType.KillKey => new KillKey(scan.Int()),
            CommandType.Deposit => new Deposit(scan.Int(), scan.Int(), scan.Long(), scan.Long()),
            CommandType.Withdraw => new Withdraw(scan.Int(), scan.Int(), scan.Long(), scan.Long()),
            CommandType.Upgrade => new Upgrade(scan.Int()),
            CommandType.Attest => new Attest(scan.Long(), scan.Long(), unchecked((ulong)scan.Long()), scan.Int()),
            _ => null,
        };
        return scan.Failed || !scan.AtEnd ? null : command;
    }

    private static void Write(BinaryPen pen, Attest attest)
    {
        pen.Long(attest.Node);
        pen.Long(attest.Sequence);
        pen.Long(unchecked((long)attest.Digest));
        pen.Int(attest.ProtocolVersionMax);
    }

    private static void Transfer(BinaryPen pen, int accountId, int assetId, long amount, long reference)
    {
        pen.Int(accountId);
        pen.Int(assetId);
        pen.Long(amount);
        pen.Long(reference);
    }
}
