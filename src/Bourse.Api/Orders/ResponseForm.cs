namespace Bourse.Api.Orders;

/// <summary>newOrderRespType: how much the answer to a new order tells.</summary>
internal enum ResponseForm : byte
{
    Ack = 0,
    Result = 1,
    Full = 2,
}
