namespace Bourse.Venue.Commands;

/// <summary>The commands of the log. The numbers are stored for ever: never reuse one.</summary>
public enum CommandType : byte
{
    None = 0,
    Tick = 1,

    PlaceOrder = 10,
    CancelOrder = 11,
    CancelOpenOrders = 12,
    CancelReplaceOrder = 13,
    AmendOrder = 14,
    PlaceOrderList = 15,
    CancelOrderList = 16,
    CancelAllAfter = 17,

    AddAsset = 30,
    AddSymbol = 31,
    UpdateSymbol = 32,
    SetSymbolStatus = 33,
    SetVenueStatus = 34,
    ConfigureVenue = 35,
    SetFeeTier = 36,

    OpenAccount = 50,
    UpdateAccount = 51,
    CreateKey = 52,
    UpdateKey = 53,
    KillAccount = 54,
    KillKey = 55,
    Deposit = 56,
    Withdraw = 57,

    Upgrade = 70,
    Attest = 71,
}
