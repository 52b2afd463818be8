using Bourse.Venue.Orders;

namespace Bourse.Venue.Snapshots;

/// <summary>Binary form of an order's and a list's fields: field by field, so that padding never gets in.</summary>
internal static class OrderCodec
{
    /// <summary>Bytes of the shortest order.</summary>
    public const int OrderSizeMin = 180;

    /// <summary>Bytes of an order's fields besides the characters of its client order id.</summary>
    private const int FieldsSize = (16 * sizeof(long)) + sizeof(ushort) + (5 * sizeof(int)) + 9;

    public static int SizeOf(in OrderFields o) => FieldsSize + o.ClientOrderId.Length;

    public static void Write(ref SpanPen pen, in OrderFields o)
    {
        pen.Long(o.OrderId);
        pen.Long(o.OrderListId);
        pen.Long(o.Price);
        pen.Long(o.Quantity);
        pen.Long(o.ExecutedQuantity);
        pen.Long(o.CumulativeQuote);
        pen.Long(o.QuoteOrderQuantity);
        pen.Long(o.StopPrice);
        pen.Long(o.IcebergQuantity);
        pen.Long(o.PreventedQuantity);
        pen.Long(o.PreventedMatchId);
        pen.Long(o.StrategyId);
        pen.Long(o.TimeUs);
        pen.Long(o.UpdateTimeUs);
        pen.Long(o.WorkingTimeUs);
        pen.Long(o.TrailingTimeUs);
        pen.Bytes(ClientId.Utf8(in o.ClientOrderId));
        pen.Int(o.SymbolId);
        pen.Int(o.AccountId);
        pen.Int(o.KeyId);
        pen.Int(o.TrailingDelta);
        pen.Int(o.StrategyType);
        pen.Byte((byte)o.Side);
        pen.Byte((byte)o.Type);
        pen.Byte((byte)o.TimeInForce);
        pen.Byte((byte)o.SelfTradePrevention);
        pen.Byte((byte)o.Status);
        pen.Byte((byte)o.ExpiryReason);
        pen.Bool(o.HasStrategyId);
        pen.Bool(o.IsWorking);
        pen.Byte(o.AmendCount);
    }

    public static OrderFields ReadOrder(ref BinaryScanner scan)
    {
        var order = new OrderFields
        {
            OrderId = scan.Long(),
            OrderListId = scan.Long(),
            Price = scan.Long(),
            Quantity = scan.Long(),
            ExecutedQuantity = scan.Long(),
            CumulativeQuote = scan.Long(),
            QuoteOrderQuantity = scan.Long(),
            StopPrice = scan.Long(),
            IcebergQuantity = scan.Long(),
            PreventedQuantity = scan.Long(),
            PreventedMatchId = scan.Long(),
            StrategyId = scan.Long(),
            TimeUs = scan.Long(),
            UpdateTimeUs = scan.Long(),
            WorkingTimeUs = scan.Long(),
            TrailingTimeUs = scan.Long(),
            ClientOrderId = ReadClientId(ref scan),
            SymbolId = scan.Int(),
            AccountId = scan.Int(),
            KeyId = scan.Int(),
            TrailingDelta = scan.Int(),
            StrategyType = scan.Int(),
        };
        ReadFlags(ref scan, ref order);
        return order;
    }

    public static void Write(BinaryPen pen, in OrderListFields list)
    {
        pen.Long(list.OrderListId);
        pen.Long(list.FirstOrderId);
        pen.Long(list.SecondOrderId);
        pen.Long(list.ThirdOrderId);
        pen.Long(list.TimeUs);
        pen.Bytes(ClientId.Utf8(in list.ListClientOrderId));
        pen.Bytes(ClientId.Utf8(in list.FirstClientOrderId));
        pen.Bytes(ClientId.Utf8(in list.SecondClientOrderId));
        pen.Bytes(ClientId.Utf8(in list.ThirdClientOrderId));
        pen.Int(list.SymbolId);
        pen.Int(list.AccountId);
        pen.Byte((byte)list.Kind);
        pen.Byte((byte)list.StatusType);
        pen.Byte((byte)list.OrderStatus);
    }

    public static OrderListFields ReadList(ref BinaryScanner scan) => new()
    {
        OrderListId = scan.Long(),
        FirstOrderId = scan.Long(),
        SecondOrderId = scan.Long(),
        ThirdOrderId = scan.Long(),
        TimeUs = scan.Long(),
        ListClientOrderId = ReadClientId(ref scan),
        FirstClientOrderId = ReadClientId(ref scan),
        SecondClientOrderId = ReadClientId(ref scan),
        ThirdClientOrderId = ReadClientId(ref scan),
        SymbolId = scan.Int(),
        AccountId = scan.Int(),
        Kind = (ListKind)scan.Byte(),
        StatusType = (ListStatusType)scan.Byte(),
        OrderStatus = (ListOrderStatus)scan.Byte(),
    };

    private static void ReadFlags(ref BinaryScanner scan, ref OrderFields order)
    {
        order.Side = (Side)scan.Byte();
        order.Type = (OrderType)scan.Byte();
        order.TimeInForce = (TimeInForce)scan.Byte();
        order.SelfTradePrevention = (SelfTradePreventionMode)scan.Byte();
        order.Status = (OrderStatus)scan.Byte();
        order.ExpiryReason = (ExpiryReason)scan.Byte();
        order.HasStrategyId = scan.Bool();
        order.IsWorking = scan.Bool();
        order.AmendCount = scan.Byte();
    }

    private static ClientId ReadClientId(ref BinaryScanner scan)
    {
        if (!ClientId.TryCreate(scan.Bytes(), out ClientId id)) scan.Fail();
        return id;
    }
}
