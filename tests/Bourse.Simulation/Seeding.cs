using System.Buffers;
using Bourse.Log;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Simulation;

/// <summary>The venue that every run begins with: one symbol, and an account with funds for each client.</summary>
internal static class Seeding
{
    public const long One = 100_000_000;

    public const int FirstAccountId = 2;

    public static Row FirstRow(int clients)
    {
        var payload = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(payload);
        CommandWriter.WriteOperator(payload, new AddAsset(new AssetSpec { Name = "BTC" }));
        CommandWriter.WriteOperator(payload, new AddAsset(new AssetSpec { Name = "USDT" }));
        CommandWriter.WriteOperator(payload, new AddSymbol(new SymbolSpec
        {
            Name = "BTCUSDT",
            BaseAssetId = 1,
            QuoteAssetId = 2,
            Filters = new SymbolFilters(),
        }));
        for (int account = FirstAccountId; account < FirstAccountId + clients; account++)
        {
            const AccountRights rights = AccountRights.Ordinary | AccountRights.Unlimited;
            CommandWriter.WriteOperator(payload, new OpenAccount(new AccountSpec { Name = $"account{account}", Rights = rights }));
            CommandWriter.WriteOperator(payload, new Deposit(account, 1, 1_000_000 * One, 1));
            CommandWriter.WriteOperator(payload, new Deposit(account, 2, 100_000_000 * One, 1));
        }
        return new Row(1, SimulatedTime.EpochUs, new BatchId(1, 1), payload.WrittenSpan.ToArray());
    }
}
