using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Snapshots;

/// <summary>
/// Folds a state into 64 bits, one verb a kind of thing. It knows how a thing becomes words, not where the things are
/// kept: the
/// state machine and its twin each walk their own state, in the order of docs/venue-rules.md, rule 37.
/// </summary>
/// <remarks>The rounds are those of xxHash64. The hash tells states apart; it is no protection against an
/// attacker.</remarks>
public struct StateFold
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;

    private ulong _hash;
    private ulong _count;

    /// <summary>The hash of all words so far.</summary>
    public readonly ulong Value
    {
        get
        {
            ulong hash = _hash ^ _count;
            unchecked
            {
                hash = (hash ^ (hash >> 33)) * Prime2;
                hash = (hash ^ (hash >> 29)) * Prime3;
            }
            return hash ^ (hash >> 32);
        }
    }

    public void Word(long word)
    {
        unchecked
        {
            _hash = (BitOperations.RotateLeft(_hash ^ ((ulong)word * Prime2), 31) * Prime1) + Prime3;
            _count++;
        }
    }

    /// <summary>The venue as a whole; the counters are the last order, list and execution id given.</summary>
    public void Venue(
        long sequence, long timeUs, TradingStatus status, int protocolVersion, VenueSettings settings,
        long orderId, long orderListId, long executionId)
    {
        Word(sequence);
        Word(timeUs);
        Word((long)status);
        Word(protocolVersion);
        Spec(settings, static (output, value) => SpecCodec.Write(new BinaryPen(output), value));
        Word(orderId);
        Word(orderListId);
        Word(executionId);
    }

    public void Asset(AssetSpec asset) =>
        Spec(asset, static (output, value) => SpecCodec.Write(new BinaryPen(output), value));

    public void FeeTier(int tier, FeeRates rates)
    {
        Word(tier);
        Word(rates.Maker);
        Word(rates.Taker);
    }

    public void Account(AccountSpec account) =>
        Spec(account, static (output, value) => SpecCodec.Write(new BinaryPen(output), value));

    /// <summary>The account's last transfer's reference; only from protocol version 2 on.</summary>
    public void TransferReference(long reference) => Word(reference);

    /// <summary>Unfilled orders in the running window of a limit.</summary>
    public void OrderCount(int count) => Word(count);

    public void Balance(int assetId, long free, long locked)
    {
        Word(assetId);
        Word(free);
        Word(locked);
    }

    public void Key(KeySpec key) =>
        Spec(key, static (output, value) => SpecCodec.Write(new BinaryPen(output), value));

    public void Symbol(SymbolSpec symbol) =>
        Spec(symbol, static (output, value) => SpecCodec.Write(new BinaryPen(output), value));

    /// <summary>What moves in a symbol; the ids are the last ones given.</summary>
    public void SymbolState(
        long lastPrice, long tradeId, long aggregateTradeId, long preventedMatchId, long bookUpdateId)
    {
        Word(lastPrice);
        Word(tradeId);
        Word(aggregateTradeId);
        Word(preventedMatchId);
        Word(bookUpdateId);
    }

    /// <summary>What traded in one second.</summary>
    public void AverageBucket(long second, UInt128 quote, UInt128 baseQuantity)
    {
        Word(second);
        Wide(quote);
        Wide(baseQuantity);
    }

    /// <summary>An open order.</summary>
    /// <param name="hold">What is locked for it; a pair's on its first open leg.</param>
    /// <param name="referencePrice">The price that the hold of a BUY stop to market is reckoned with (rule 12); else
    /// 0.</param>
    /// <param name="rank">Place in its level's queue from 0; -1 when it is not on the book.</param>
    /// <param name="shown">What depth shows of it; 0 when it is not on the book.</param>
    /// <param name="extreme">Lowest or highest price since a trailing stop tracks; 0 before.</param>
    public void Order(in OrderFields order, long hold, long referencePrice, long rank, long shown, long extreme)
    {
        OrderAmounts(in order);
        Word(order.TimeUs);
        Word(order.UpdateTimeUs);
        Word(order.WorkingTimeUs);
        Word(order.TrailingTimeUs);
        Client(in order.ClientOrderId);
        Word(order.SymbolId);
        Word(order.AccountId);
        Word(order.KeyId);
        OrderFlags(in order);
        Word(hold);
        Word(referencePrice);
        Word(rank);
        Word(shown);
        Word(extreme);
    }

    public void List(in OrderListFields list)
    {
        Word(list.OrderListId);
        Word(list.FirstOrderId);
        Word(list.SecondOrderId);
        Word(list.ThirdOrderId);
        Word(list.TimeUs);
        Client(in list.ListClientOrderId);
        Client(in list.FirstClientOrderId);
        Client(in list.SecondClientOrderId);
        Client(in list.ThirdClientOrderId);
        Word(list.SymbolId);
        Word(list.AccountId);
        Word((long)list.Kind);
    }

    /// <summary>A dead man's switch that is on; symbol 0 covers all.</summary>
    public void Timer(int accountId, int symbolId, long atUs)
    {
        Word(accountId);
        Word(symbolId);
        Word(atUs);
    }

    /// <summary>All that was ever deposited and withdrawn of an asset.</summary>
    public void Deposits(int assetId, long deposited, long withdrawn)
    {
        Word(assetId);
        Word(deposited);
        Word(withdrawn);
    }

    private void OrderAmounts(in OrderFields order)
    {
        Word(order.OrderId);
        Word(order.OrderListId);
        Word(order.Price);
        Word(order.Quantity);
        Word(order.ExecutedQuantity);
        Word(order.CumulativeQuote);
        Word(order.QuoteOrderQuantity);
        Word(order.StopPrice);
        Word(order.IcebergQuantity);
        Word(order.PreventedQuantity);
        Word(order.PreventedMatchId);
        Word(order.StrategyId);
    }

    private void OrderFlags(in OrderFields order)
    {
        Word(order.TrailingDelta);
        Word(order.StrategyType);
        Word((long)order.Side);
        Word((long)order.Type);
        Word((long)order.TimeInForce);
        Word((long)order.SelfTradePrevention);
        Word((long)order.Status);
        Word((long)order.ExpiryReason);
        Word(order.HasStrategyId ? 1 : 0);
        Word(order.IsWorking ? 1 : 0);
        Word(order.AmendCount);
    }

    private void Client(in ClientId id) => Bytes(ClientId.Utf8(in id));

    private void Wide(UInt128 value)
    {
        unchecked
        {
            Word((long)(ulong)(value >> 64));
            Word((long)(ulong)value);
        }
    }

    private void Spec<T>(T value, Action<IBufferWriter<byte>, T> write)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        write(bytes, value);
        Bytes(bytes.WrittenSpan);
    }

    /// <summary>The length, then words of eight bytes, the last one filled up with zeros.</summary>
    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        Word(bytes.Length);
        for (; bytes.Length >= 8; bytes = bytes[8..]) Word(BinaryPrimitives.ReadInt64LittleEndian(bytes));
        if (bytes.IsEmpty) return;
        Span<byte> last = stackalloc byte[8];
        last.Clear();
        bytes.CopyTo(last);
        Word(BinaryPrimitives.ReadInt64LittleEndian(last));
    }
}
